import type { Shape } from '../body-shape.ts'

const optionSelections: Shape = {
  list: {
    object: {
      option_id: 'integer',
      // Typed integer, but examples also show text and a date object.
      option_value: 'anything',
      name: 'string',
      value: 'anything',
      nameId: 'integer',
      valueId: 'integer',
    },
  },
}

const giftWrapping: Shape = {
  object: {
    wrap_together: 'boolean',
    wrap_details: { list: { object: { id: 'number', message: 'string' } } },
  },
}

/** The variant form and the modifier form of a line; the documentation keeps them apart, its examples mix them. */
const lineItemKeys: Record<string, Shape> = {
  quantity: 'number',
  product_id: 'number',
  variant_id: 'number',
  list_price: 'number',
  name: 'string',
  gift_wrapping: giftWrapping,
  option_selections: optionSelections,
}

const customItems: Shape = {
  list: {
    object: {
      sku: 'string',
      name: 'string',
      quantity: 'number',
      list_price: 'number',
      image_url: 'string',
      gift_wrapping: giftWrapping,
    },
    required: ['name', 'quantity', 'list_price'],
  },
}

const person: Shape = { object: { name: 'string', email: 'string' } }

const giftCertificates: Shape = {
  list: {
    object: {
      name: 'string',
      theme: 'string',
      amount: 'number',
      quantity: 'integer',
      sender: person,
      recipient: person,
      message: 'string',
    },
    required: ['name', 'theme', 'amount', 'quantity', 'sender', 'recipient'],
  },
}

const lines: Record<string, Shape> = {
  line_items: { list: { object: lineItemKeys, required: ['quantity', 'product_id'] } },
  custom_items: customItems,
  gift_certificates: giftCertificates,
}

export const createCartBody: Shape = {
  object: {
    customer_id: 'integer',
    ...lines,
    channel_id: 'integer',
    currency: { object: { code: 'string' } },
    locale: 'string',
  },
}

export const addItemsBody: Shape = { object: { ...lines, version: 'integer' } }

export const updateItemBody: Shape = {
  object: { line_item: { object: lineItemKeys }, version: 'integer' },
  required: ['line_item'],
}

export const versionBody: Shape = { object: { version: 'integer' } }

export const updateCartBody: Shape = {
  object: { customer_id: 'integer', version: 'integer' },
  required: ['customer_id'],
}

export const redirectUrlsBody: Shape = { object: { query_params: { record: 'string' } } }
