import { css } from 'lit'

// The host has no box: its boxes belong to the frame's layout, so that the bar can stick to the bottom of the whole cart.
// It sticks only where it leaves most of the screen to the rows.
export const styles = css`
  :host {
    display: contents;
  }
  .bar {
    margin-inline: calc(var(--_inset) * -1);
    padding: 0.75em var(--_inset) max(0.75em, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_hairline);
    background: var(--_ground);
  }
  .bar > * {
    inline-size: 100%;
    min-block-size: max(52px, 2.75em);
    padding-inline: 8px;
    border-radius: var(--_radius);
    font-variant-numeric: tabular-nums;
  }
  .other {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    margin-block-start: calc(var(--_gap) * -0.6);
  }
  @container (inline-size >= 56em) {
    .bar {
      margin: 0;
      padding: 0;
      border: 0;
      background: none;
    }
  }
  @container (inline-size < 56em) {
    @media (min-height: 30em) {
      .bar {
        position: sticky;
        inset-block-end: 0;
      }
    }
  }
`
