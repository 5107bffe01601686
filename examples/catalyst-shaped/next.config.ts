import type { NextConfig } from 'next'

const nextConfig: NextConfig = {
  reactStrictMode: true,
  // As addresses of BigCommerce's own storefronts are.
  trailingSlash: process.env.TRAILING_SLASH !== 'false',
}

export default nextConfig
