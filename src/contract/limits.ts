/** The largest quantity of one line that the proxy accepts. More is a mistake or an attack. */
export const maxQuantity = 9999

/** Letters of what a merchant searches carts for. */
export const maxSearchLength = 80

/** Letters of a reminder's subject. */
export const maxSubjectLength = 255

/** Letters of a reminder's text. */
export const maxReminderLength = 5000
