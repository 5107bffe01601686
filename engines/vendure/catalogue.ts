import type { Ask } from './graphql-client.ts'

/** What a test needs to know of the shop that was set up. */
export interface Catalogue {
  /** By currency: how the shop's APIs name the channel, its id, and a key with the rights that the adapter needs and no other. */
  channels: Record<string, Channel>
  /** Ids of variants by what can be had of them. */
  variants: Record<string, string>
  shippingMethodId: string
}

interface Channel {
  id: string
  token: string
  apiKey: string
}

/** The rights that the adapter's key needs. */
const rights = ['RecoverCarts', 'ReadOrder', 'ReadProduct']
const otherCurrencies = ['JPY', 'KWD']
const en = (name: string, more: object = {}) => [{ languageCode: 'en', name, description: '', ...more }]

/** Sets a small shop up through the engine's own Admin API. */
export async function createCatalogue(ask: Ask): Promise<Catalogue> {
  const create = async (mutation: string, type: string, input: object): Promise<string> => {
    const query = `mutation ($input: ${type}!) { created: ${mutation}(input: $input) { ... on Node { id } } }`
    return (await ask<{ created: { id: string } }>(query, { input })).created.id
  }
  const name = (text: string) => [{ languageCode: 'en', name: text }]

  const countryId = await create('createCountry', 'CreateCountryInput', {
    code: 'US',
    enabled: true,
    translations: name('United States'),
  })
  const zoneId = await create('createZone', 'CreateZoneInput', { name: 'Everywhere', memberIds: [countryId] })
  const { activeChannel, stockLocations } = await ask<{
    activeChannel: { id: string; token: string }
    stockLocations: { items: { id: string }[] }
  }>('{ activeChannel { id token } stockLocations { items { id } } }')
  const zones = { defaultTaxZoneId: zoneId, defaultShippingZoneId: zoneId, pricesIncludeTax: true }
  await create('updateChannel', 'UpdateChannelInput', {
    id: activeChannel.id,
    availableCurrencyCodes: ['USD', ...otherCurrencies],
    defaultCurrencyCode: 'USD',
    ...zones,
  })
  const categoryId = await create('createTaxCategory', 'CreateTaxCategoryInput', { name: 'Goods', isDefault: true })
  const rate = { name: 'None', enabled: true, value: 0, categoryId, zoneId }
  await create('createTaxRate', 'CreateTaxRateInput', rate)
  const shippingMethodId = await create('createShippingMethod', 'CreateShippingMethodInput', {
    code: 'parcel',
    fulfillmentHandler: 'manual-fulfillment',
    checker: {
      code: 'default-shipping-eligibility-checker',
      arguments: [{ name: 'orderMinimum', value: '0' }],
    },
    calculator: {
      code: 'default-shipping-calculator',
      arguments: [
        { name: 'rate', value: '500' },
        { name: 'includesTax', value: 'include' },
        { name: 'taxRate', value: '0' },
      ],
    },
    translations: en('Parcel'),
  })
  const paymentMethodId = await create('createPaymentMethod', 'CreatePaymentMethodInput', {
    code: 'invoice',
    enabled: true,
    handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] },
    translations: en('Invoice'),
  })

  const variants = await createProducts(ask, create)
  const channels: Catalogue['channels'] = { USD: { id: activeChannel.id, token: activeChannel.token, apiKey: '' } }
  for (const currency of otherCurrencies) {
    const token = `shop-${currency.toLowerCase()}`
    const id = await create('createChannel', 'CreateChannelInput', {
      code: token,
      token,
      defaultLanguageCode: 'en',
      availableCurrencyCodes: [currency],
      defaultCurrencyCode: currency,
      ...zones,
    })
    channels[currency] = { id, token, apiKey: '' }
    // The engine counts in hundredths of every currency: 125000 are 1250 yen.
    const assigned = { channelId: id, priceFactor: currency === 'JPY' ? 100 : 1 }
    await ask(
      `mutation ($variants: AssignProductVariantsToChannelInput!, $shipping: AssignShippingMethodsToChannelInput!,
        $payment: AssignPaymentMethodsToChannelInput!, $stock: AssignStockLocationsToChannelInput!) {
        assignProductVariantsToChannel(input: $variants) { id }
        assignShippingMethodsToChannel(input: $shipping) { id }
        assignPaymentMethodsToChannel(input: $payment) { id }
        assignStockLocationsToChannel(input: $stock) { id } }`,
      {
        variants: { ...assigned, productVariantIds: Object.values(variants) },
        shipping: { channelId: id, shippingMethodIds: [shippingMethodId] },
        payment: { channelId: id, paymentMethodIds: [paymentMethodId] },
        stock: { channelId: id, stockLocationIds: stockLocations.items.map(({ id }) => id) },
      },
    )
  }
  // Last, because a variant that is deleted is assigned to no channel.
  await ask('mutation ($id: ID!) { deleteProductVariant(id: $id) { result } }', { id: variants.deleted })

  const channelIds = Object.values(channels).map(({ id }) => id)
  const role = { code: 'cart-recovery', description: 'cart-recovery', permissions: rights, channelIds }
  const roleId = await create('createRole', 'CreateRoleInput', role)
  // A key works in the channel that it was made in alone, whatever its role says.
  const document = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey } }'
  const input = { roleIds: [roleId], translations: name('cart-recovery') }
  for (const channel of Object.values(channels)) {
    const { createApiKey } = await ask<{ createApiKey: { apiKey: string } }>(document, { input }, channel.token)
    channel.apiKey = createApiKey.apiKey
  }
  return { channels, variants, shippingMethodId }
}

type Create = (mutation: string, type: string, input: object) => Promise<string>

const products = [
  { key: 'plenty', name: 'Mug', price: 1250, stock: 500 },
  { key: 'few', name: 'Bowl', price: 2400, stock: 3 },
  { key: 'none', name: 'Vase', price: 5500, stock: 0 },
  { key: 'disabled', name: 'Lamp', price: 7900, stock: 20 },
  { key: 'deleted', name: 'Rug', price: 12000, stock: 20 },
  // Tests delete or disable these while they are in carts.
  { key: 'deletable', name: 'Tray', price: 1800, stock: 40 },
  { key: 'spare', name: 'Jug', price: 3100, stock: 40 },
]

async function createProducts(ask: Ask, create: Create): Promise<Record<string, string>> {
  const variants: Record<string, string> = {}
  const slug = (text: string) => ({ slug: text.toLowerCase() })
  const addVariants = async (inputs: object[]) => {
    const query = `mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }`
    const { createProductVariants } = await ask<{ createProductVariants: { id: string }[] }>(query, { input: inputs })
    return createProductVariants.map(({ id }) => id)
  }
  const variantOf = (productId: string, name: string, price: number, stock: number) => ({
    productId,
    sku: name.toUpperCase().replaceAll(/\W+/g, '-'),
    price,
    stockOnHand: stock,
    trackInventory: 'TRUE',
    translations: [{ languageCode: 'en', name }],
  })

  for (const { key, name, price, stock } of products) {
    const input = { enabled: true, translations: en(name, slug(name)) }
    const productId = await create('createProduct', 'CreateProductInput', input)
    const [id = ''] = await addVariants([variantOf(productId, name, price, stock)])
    variants[key] = id
  }
  const shirtId = await create('createProduct', 'CreateProductInput', { translations: en('Shirt', slug('Shirt')) })
  const { createProductOptionGroup: group } = await ask<{
    createProductOptionGroup: { id: string; options: { id: string; code: string }[] }
  }>(
    'mutation ($input: CreateProductOptionGroupInput!) { createProductOptionGroup(input: $input) { id options { id code } } }',
    {
      input: {
        code: 'size',
        translations: [{ languageCode: 'en', name: 'Size' }],
        options: ['Small', 'Medium'].map((name) => ({
          code: name.toLowerCase(),
          translations: [{ languageCode: 'en', name }],
        })),
      },
    },
  )
  await ask('mutation ($p: ID!, $g: ID!) { addOptionGroupToProduct(productId: $p, optionGroupId: $g) { id } }', {
    p: shirtId,
    g: group.id,
  })
  const sizes = group.options.map(({ id, code }) => ({
    ...variantOf(shirtId, `Shirt ${code}`, 2990, 60),
    optionIds: [id],
  }))
  const [small = '', medium = ''] = await addVariants(sizes)
  const disabled = [{ id: variants.disabled, enabled: false }]
  await ask(
    'mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { ... on Node { id } } }',
    { input: disabled },
  )
  return { ...variants, small, medium }
}
