/** Words of the platforms' documents and answers, which reveal nothing about a shop. Every other word is replaced. */
const words = `
  action abandoned abandonment abandonments absolute accept access account active activated added address all allow allowed already amount amp an and
  api apos app applied as at authentication authorization auth available availability back backorder bad bank basic be bearer before
  bigcommerce blocked bool boolean buzzbip bundle by cancelled cannot canonical card cart carts catalog category cdn cdn11 certificate
  changed channel channels check checkout checkouts city client closed code com conflict content converted core country
  coupon created currency custom customer customers data date dedicated default delete deleted denied detail details did
  digital disabled discount does draft email embedded empty enabled error errors event exceeded exist exists expired external fail failed
  failure false field fields file finish first fixed flat for forbidden found free from gateway get gift given global gone group gt guest
  has have headless headers hook hooks html http https id in inactive images index input insufficient internal invalid inventory is
  item items json jpg key last level limit line list live loadincheckout load location locations login lt manual many match
  message meta method missing modified modifier must mybigcommerce name new no none not null number object of off ok on once
  only open option options or order ordered orders out page pagination parameter path payload payment pending percentage permission phone php
  physical please png pre preorder price primary processing product products provided purchasable quantity query quot rate read
  recover recovered recovery recover_abandoned_cart redirect refused reminder request requests required resource response route routes sale
  scope sent server service session settings shared shipping shop signature site sites size sku sms so status stock stopped store
  stores storefront string subscribed success successfully temporarily test text that the this time to token too total tracking true
  try type unauthorized unavailable undefined unique unit unknown unprocessable unsupported until update updated url urls use user v1 v2 v3 valid
  validation value values variant variants vesuviopay wait was webhook webhooks webp whatsapp with within www yes you your zone`

export const keywords: ReadonlySet<string> = new Set(words.split(/\s+/).filter(Boolean))

/** Hosts of the platforms. The names before them are the shop's. */
export const platformHosts = /(?:^|\.)(mybigcommerce\.com|bigcommerce\.com|tjar\.sa|vesuviopay\.com|buzzbip\.com)$/i

const toSnakeCase = (key: string) => key.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase()
const keyTest = (pattern: RegExp) => (key: string) => pattern.test(toSnakeCase(key))

/** Keys whose values belong to a person or grant access. No part of such a value is kept. */
export const isPersonalKey = keyTest(
  /(?:^|_)(?:name|names|firstname|lastname|fullname|username|user|login|email|mail|phone|mobile|msisdn|tel|telephone|street|street_1|street_2|address|address1|address2|city|state|province|zip|postal|postcode|company|birth|birthday|avatar|ip|note|notes|comment|comments|staff|token|secret|password|hash|signature|jwt|owner|recipient|author)(?:_\d)?$|_address$|^address/,
)

export const isPhoneKey = keyTest(/phone|mobile|msisdn|(?:^|_)tel$|whatsapp$|number$/)

/** Keys of ids, which stay ids. */
export const isIdKey = keyTest(/(?:^|_)(?:id|ids|uuid|guid|identifier|identifiers|number|parent)$/)

/** Keys of amounts and counts, which stay as they are, in text too. */
export const isAmountKey = keyTest(
  /(?:^|_)(?:amount|price|total|subtotal|qty|quantity|discount|discounted|rate|percent|percentage|tax|cost|balance|level|count|limit|weight|width|height|depth|page|pages|stock|threshold|sell|onhand|version|minutes|hours|days|delay|sort|items|value_with_tax)$|_price_|_amount_|(?:amount|price)$/,
)

/** Keys of times, which stay times. */
export const isTimeKey = keyTest(/(?:_at|_on|date|time|timestamp|expires|expiry|exp|iat)$/)

/** Keys whose values are one of a few words that the platform chose. A new one is just what a recording is for. */
export const isEnumKey = keyTest(
  /(?:^|_)(?:type|types|status|scope|availability|tracking|phase|matching|event|events|kind|error_code)$/,
)

export const isCurrencyKey = keyTest(/currency/)
export const isCountryKey = keyTest(/country/)
export const isLanguageKey = keyTest(/(?:^|_)(?:lang|language|locale|language_code)$/)
