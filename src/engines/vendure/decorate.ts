import { Inject, type InjectionToken } from '@nestjs/common'

type Class = abstract new (...parameters: never[]) => object

/** What `@Inject()` before each parameter of the constructor would say. Types are stripped here, so syntax cannot. */
export function injects(target: Class, tokens: readonly InjectionToken[]): void {
  for (const [index, token] of tokens.entries()) Inject(token)(target, undefined, index)
}

/** What decorators before a method, and before its parameters, would say. */
export function describes(
  { prototype }: Class,
  method: string,
  decorators: readonly MethodDecorator[],
  parameters: readonly ParameterDecorator[] = [],
): void {
  for (const [index, decorate] of parameters.entries()) decorate(prototype, method, index)
  const descriptor = Object.getOwnPropertyDescriptor(prototype, method)
  if (!descriptor) throw new TypeError(`there is no method ${method}`)
  for (const decorate of decorators) decorate(prototype, method, descriptor)
}
