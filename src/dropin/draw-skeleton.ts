/**
 * Reserves the frame's space until it is defined, and draws a headline and rows there in the place of the frame's own content,
 * which is for a page without a link. Returns what takes that back.
 */
export function drawSkeleton(): () => void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  document.adoptedStyleSheets.push(sheet)
  return () => sheet.replaceSync('')
}

const bone = 'linear-gradient(currentColor'

// All is in one box, whose rows begin below its padding, over and over. A hidden frame hides its text too, but not the box.
const rules = `cart-recovery:not(:defined){
display:block;height:var(--cart-recovery-min-height,100svh);overflow:hidden;visibility:hidden;
--_i:var(--cart-recovery-inset,1em);
>*{display:none}
&:before{content:"";visibility:visible;display:block;opacity:.1;height:39em;padding-top:8em;
width:calc(min(100%,40em) - 2*var(--_i));margin:auto;
background:${bone} 2em,#0000 0)0 1.5em/60% 9em no-repeat,${bone} 1em,#0000 0)0 4.5em/80% 9em no-repeat,${bone} 72px,#0000 0)0 1.25em/72px 10em repeat-y content-box,${bone} 1em,#0000 0)88px 1.5em/40% 10em repeat-y content-box,${bone} 1em,#0000 0)100% 1.5em/5em 10em repeat-y content-box}
&:dir(rtl):before{scale:-1 1}
@media(width>=60em){&:before{width:calc(min(100%,66em) - 25.75em - 2*var(--_i));margin:0 max(0px,50% - 33em + var(--_i))}}}`
