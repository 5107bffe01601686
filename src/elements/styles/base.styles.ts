import { css } from 'lit'

/**
 * The rules that every element starts from. The direction of a sentence is that of its own words: by itself, `bdi` takes it
 * from the first letter, even where that is of an inserted name. The space of elements that are loaded after the first paint
 * is reserved, so that nothing below them moves. What takes the focus scrolls to above the bar at the bottom. Comments stand
 * outside of the css, because a shopper would load them.
 */
export const base = css`
  * {
    box-sizing: border-box;
  }
  h2, p, ul {
    margin: 0;
    padding: 0;
  }
  a, button, input, select {
    scroll-margin-block: 2em 12em;
  }
  bdi {
    unicode-bidi: plaintext;
  }
  .muted {
    color: var(--_muted);
  }
  .small {
    font-size: 0.875em;
  }
  .icon {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  cart-recovery-back-in-stock:not([hidden]), cart-recovery-text-checkout, cart-recovery-substitutes {
    display: block;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 48px;
  }
  .skeleton {
    display: block;
    inline-size: 5em;
    block-size: 1em;
    border-radius: 0.35em;
    background: var(--_surface-strong);
  }
  @media (forced-colors: active) {
    .skeleton {
      background: GrayText;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton, .button[aria-disabled] > * {
      animation: wait 0.8s ease-in-out infinite alternate;
    }
  }
  @keyframes wait {
    to {
      opacity: 0.5;
    }
  }
`
