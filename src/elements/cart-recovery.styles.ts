import { css } from 'lit'

// Shops often darken a page without `color-scheme`, so light or dark is computed from the colour of the text. The minimal
// height keeps what follows on the page in its place while the cart loads. A page of one column starts where the first of two
// does: a checkout that fails, or a cart that turns out to be sold out, moves nothing sideways.
export const styles = css`
  :host {
    --_accent: var(--cart-recovery-accent, currentColor);
    --_on-accent: var(--cart-recovery-on-accent, Canvas);
    --_radius: var(--cart-recovery-radius, 12px);
    --_gap: var(--cart-recovery-gap, 1.25em);
    --_inset: var(--cart-recovery-inset, 1em);
    --_ground: var(--cart-recovery-background, Canvas);
    --_muted: color-mix(in oklab, currentColor 74%, transparent);
    --_hairline: color-mix(in oklab, currentColor 14%, transparent);
    --_hairline-strong: color-mix(in oklab, currentColor 55%, transparent);
    --_surface: color-mix(in oklab, currentColor 4%, transparent);
    --_surface-strong: color-mix(in oklab, currentColor 9%, transparent);
    display: block;
    container-type: inline-size;
    line-height: 1.5;
    overflow-wrap: break-word;
    word-break: auto-phrase;
    hyphens: auto;
    hyphenate-limit-chars: 12 5 5;
  }
  @supports (color: oklch(from currentColor l c h)) {
    :host {
      --_on-accent: var(--cart-recovery-on-accent, oklch(from var(--_accent) clamp(0, (0.65 - l) * 1000, 1) 0 0));
      --_ground: var(--cart-recovery-background, oklch(from currentColor clamp(0.17, (0.6 - l) * 1000, 1) 0 0));
      --_positive: var(--cart-recovery-positive, oklch(from currentColor clamp(0.43, l, 0.82) 0.1 155 / 1));
      --_caution: var(--cart-recovery-caution, oklch(from currentColor clamp(0.45, l, 0.84) 0.1 70 / 1));
      --_critical: var(--cart-recovery-critical, oklch(from currentColor clamp(0.47, l, 0.78) 0.15 28 / 1));
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: currentColor;
      --_hairline: currentColor;
      --_hairline-strong: currentColor;
    }
  }
  .layout {
    display: flex;
    flex-direction: column;
    min-block-size: var(--cart-recovery-min-height, 100svh);
    gap: var(--_gap);
    max-inline-size: var(--cart-recovery-max-width, 40em);
    margin-inline: auto;
    padding: var(--_gap) var(--_inset);
  }
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_gap);
    min-inline-size: 0;
  }
  .aside {
    display: contents;
  }
  @container (inline-size >= 56em) {
    .layout {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(19em, 22em);
      gap: var(--_gap) calc(var(--_gap) * 3);
      align-content: start;
      align-items: start;
      max-inline-size: var(--cart-recovery-max-width, 66em);
      padding-block: calc(var(--_gap) * 2);
    }
    .aside {
      --_align: start;
      display: block;
    }
    .paired > .aside {
      --_align: center;
      display: flex;
      flex-direction: column;
      gap: var(--_gap);
      position: sticky;
      inset-block-start: 1.5em;
      padding: var(--_gap);
      border-radius: calc(var(--_radius) * 1.5);
      background: var(--_surface);
    }
  }
`
