import { css } from 'lit'

// The host has no box: the skeleton and the real list are two elements, and a box around both could move. Rows far below are
// drawn when they come near, so that a tap in a cart of 250 lines is answered at once; their rings and edges are not cut off.
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
  li:nth-child(n + 20) {
    content-visibility: auto;
    contain-intrinsic-size: auto 10em;
    overflow-clip-margin: 6px;
  }
  .waiting {
    display: flex;
    gap: 1em;
    min-block-size: calc(9em + var(--_gap));
    padding-block: var(--_gap);
  }
  .image {
    flex: none;
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
