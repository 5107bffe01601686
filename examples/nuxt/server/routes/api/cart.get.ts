export default defineEventHandler(async (event) => ({ itemCount: await countItems(getCookie(event, 'shop-cart')) }))
