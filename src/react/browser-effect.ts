import { useEffect, useLayoutEffect } from 'react'

/** A layout effect. React 18 warns of one on the server, where none ever runs. */
export const useBrowserEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect
