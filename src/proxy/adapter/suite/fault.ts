/**
 * What the next call meets.
 * - `turned-away`: refused at the door, for instance with 429.
 * - `lost-answer`: done, and the answer never arrives.
 * - `truncated`: done, and the answer breaks off.
 * - `error-200`: not done, and the answer calls itself a success.
 */
export type Fault = 'turned-away' | 'lost-answer' | 'truncated' | 'error-200'
