import { css } from 'lit'

export const styles = css`
  :host {
    --_accent: var(--cart-recovery-accent, currentColor);
    --_on-accent: var(--cart-recovery-on-accent, Canvas);
    --_radius: var(--cart-recovery-radius, 0.6em);
    --_gap: var(--cart-recovery-gap, 1.5em);
    --_ground: var(--cart-recovery-background, Canvas);
    --_positive: var(--cart-recovery-positive, currentColor);
    --_caution: var(--cart-recovery-caution, currentColor);
    --_critical: var(--cart-recovery-critical, currentColor);
    --_muted: color-mix(in oklab, currentColor 74%, transparent);
    --_hairline: color-mix(in oklab, currentColor 14%, transparent);
    --_hairline-strong: color-mix(in oklab, currentColor 45%, transparent);
    --_surface: color-mix(in oklab, currentColor 3.5%, transparent);
    --_surface-strong: color-mix(in oklab, currentColor 9%, transparent);
    container-type: inline-size;
    line-height: 1.5;
  }
  /* Many dark pages do not set color-scheme. So light or dark is taken from the colour of the text. */
  @supports (color: oklch(from currentColor l c h)) {
    :host {
      --_on-accent: var(--cart-recovery-on-accent, oklch(from var(--_accent) clamp(0, (0.65 - l) * 1000, 1) 0 0));
      --_ground: var(--cart-recovery-background, oklch(from currentColor clamp(0.17, (0.6 - l) * 1000, 1) 0 0));
      --_positive: var(--cart-recovery-positive, oklch(from currentColor clamp(0.43, l, 0.82) 0.1 155 / 1));
      --_caution: var(--cart-recovery-caution, oklch(from currentColor clamp(0.45, l, 0.84) 0.1 70 / 1));
      --_critical: var(--cart-recovery-critical, oklch(from currentColor clamp(0.47, l, 0.78) 0.15 28 / 1));
    }
  }
  .frame:not([hidden]) {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_gap) * 1.25);
  }
  .top {
    display: flex;
    align-items: end;
    justify-content: space-between;
    gap: 0.5em;
    border-block-end: 1px solid var(--_hairline);
  }
  /* Long words scroll, and fade out on the sides where there are more. */
  [role='tablist'] {
    --_fade: 2.5em;
    --_towards: right;
    --_before: 0px;
    --_after: 0px;
    display: flex;
    min-inline-size: 0;
    gap: clamp(0.2em, 2cqi, 1em);
    margin-block-end: -1px;
    overflow: auto hidden;
    overscroll-behavior-inline: contain;
    scroll-padding-inline: var(--_fade);
    scrollbar-width: none;
    mask-image: linear-gradient(
      to var(--_towards), transparent, #000 var(--_before), #000 calc(100% - var(--_after)), transparent
    );
  }
  [role='tablist']:dir(rtl) {
    --_towards: left;
  }
  [role='tablist'][more-before] {
    --_before: var(--_fade);
  }
  [role='tablist'][more-after] {
    --_after: var(--_fade);
  }
  .tab {
    flex: none;
    min-block-size: 48px;
    padding: 0 0.55em;
    border: 0 solid currentColor;
    background: none;
    color: var(--_muted);
    font: inherit;
    font-weight: 550;
    cursor: pointer;
  }
  @container (inline-size < 24em) {
    .top {
      gap: 0;
    }
    [role='tablist'] {
      gap: 0;
    }
    .tab {
      padding-inline: 0.3em;
      font-size: 0.8125em;
    }
  }
  .tab:hover {
    color: inherit;
  }
  .tab[aria-selected='true'] {
    padding-block-start: 2px;
    border-block-end-width: 2px;
    color: inherit;
  }
  .tab:focus-visible {
    outline-offset: -4px;
    border-radius: 0.5em;
  }
  .sign-out {
    flex: none;
    gap: 0.5em;
    margin-inline-start: auto;
    white-space: nowrap;
    padding-inline: 0.6em;
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 550;
  }
  .sign-out svg {
    inline-size: 1.3em;
    block-size: 1.3em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .sign-out svg:dir(rtl) {
    scale: -1 1;
  }
  /* On a phone the drawing says it, so that the tabs have the line. */
  @container (inline-size < 34em) {
    .sign-out {
      inline-size: 44px;
      padding: 0;
      font-size: 1em;
    }
    .sign-out span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      border-color: Highlight;
    }
  }
`
