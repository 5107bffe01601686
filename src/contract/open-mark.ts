/** The query parameter by which `GET /open` tells the page its mark. */
export const openParam = 'cr-open'
