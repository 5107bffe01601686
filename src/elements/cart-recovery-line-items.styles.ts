import { css } from 'lit'

// The host has no box: the skeleton and the real list are two elements, and a box around both could move.
export const styles = css`
  :host {
    display: contents;
  }
  ul {
    list-style: none;
    border-block: 1px solid var(--_hairline);
  }
  li + li {
    border-block-start: 1px solid var(--_hairline);
  }
  .waiting {
    display: flex;
    gap: 1em;
    min-block-size: calc(9em + var(--_gap));
    padding-block: var(--_gap);
  }
  .image {
    inline-size: 72px;
    block-size: 72px;
    border-radius: var(--_radius);
  }
  .name {
    inline-size: 40%;
  }
  .price {
    margin-inline-start: auto;
  }
`
