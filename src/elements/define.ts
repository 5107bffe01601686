// Entry: registers the elements.

// The only module with a side effect: it registers the tags, and brings them the page's links.
import { defineElements } from './define-elements.ts'
import { watchLinks } from './frame/watch-links.ts'

defineElements()
// Frameworks import a page's modules on the server too, where no link arrives.
if (typeof document !== 'undefined') watchLinks()
