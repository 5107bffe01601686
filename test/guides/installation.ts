import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** The shell code that stands for `npm install cart-recovery OTHERS…`. */
export type Installation = (others: string) => string

/** Packs what was built: scripts would build anew. Returns the tarball. */
export function packPackage(folder: string): string {
  const flags = ['--ignore-scripts', '--offline', '--json', '--pack-destination', folder]
  const [packed] = JSON.parse(execFileSync('npm', ['pack', ...flags], { cwd: root, encoding: 'utf8', stdio: 'pipe' }))
  return join(folder, packed.filename)
}

/** As a reader's would be, but with the tarball in the place of the registry's package. */
export const installFromRegistry =
  (tarball: string): Installation =>
  (others) =>
    `npm install ${tarball} ${others}`

/** Without a network: the package is unpacked, and what it depends on is linked from this repository. */
export function installLinked(tarball: string): Installation {
  const { dependencies, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const own = 'node_modules/cart-recovery'
  const links = Object.keys(dependencies).map((name) => `ln -s ${root}/node_modules/${name} node_modules/${name}`)
  const lines = [
    `mkdir -p ${own} node_modules/.bin node_modules/@hono node_modules/@lit`,
    `tar -xzf ${tarball} -C ${own} --strip-components=1`,
    ...links,
    `chmod +x ${own}/${bin['cart-recovery']}`,
    `ln -s ../cart-recovery/${bin['cart-recovery']} node_modules/.bin/cart-recovery`,
  ]
  return (others) => {
    if (others.trim() !== '') throw new Error(`a network is needed to install ${others}`)
    return lines.join('\n')
  }
}
