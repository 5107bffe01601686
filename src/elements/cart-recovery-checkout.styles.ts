import { css } from 'lit'

// The host has no box: its boxes belong to the frame's layout, so that the bar can stick to the bottom of the whole cart.
export const styles = css`
  :host {
    display: contents;
  }
  .bar {
    position: sticky;
    inset-block-end: 0;
    margin-inline: calc(var(--_inset) * -1);
    padding: 0.75em var(--_inset) max(0.75em, env(safe-area-inset-bottom));
    background: color-mix(in oklab, var(--_ground) 80%, transparent);
    backdrop-filter: blur(12px);
  }
  .bar > * {
    inline-size: 100%;
    min-block-size: max(52px, 3.25em);
    border-radius: var(--_radius);
    font-variant-numeric: tabular-nums;
  }
  .other {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    margin-block-start: calc(var(--_gap) * -0.8);
  }
  @container (inline-size >= 56em) {
    .bar {
      position: static;
      margin: 0;
      padding: 0;
      background: none;
      backdrop-filter: none;
    }
  }
`
