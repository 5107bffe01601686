// As much of the engine as the plugin uses, so that this repository type-checks without it: it is no dependency. Where the engine
// is installed, `engines/vendure/tsconfig.json` compiles the plugin against its own types, and a shop does the same.

declare module '@vendure/core' {
  export type ID = string | number
  export interface Type<Instance> {
    new (...parameters: never[]): Instance
  }

  export enum LanguageCode {
    en = 'en',
  }
  export enum CurrencyCode {
    USD = 'USD',
  }
  export enum Permission {
    Owner = 'Owner',
  }
  export class PermissionDefinition {
    constructor(config: { name: string; description?: string })
    readonly Permission: Permission
  }
  export function Allow(...permissions: Permission[]): MethodDecorator
  export function Ctx(): ParameterDecorator

  export class Channel {
    id: ID
    code: string
    token: string
  }
  export class RequestContext {
    readonly session: CachedSession | undefined
    readonly activeUserId: ID | undefined
    readonly channel: Channel
    readonly apiType: 'admin' | 'shop'
    readonly languageCode: LanguageCode
    readonly currencyCode: CurrencyCode
  }
  export interface CachedSession {
    id: ID
    activeOrderId?: ID
  }
  export class Customer {
    emailAddress: string
    firstName: string
    user?: { id: ID }
    customFields: object
  }
  export class OrderLine {
    id: ID
    productVariantId: ID
    productVariant: { deletedAt: Date | null }
    quantity: number
    customFields: object
  }
  export class Order {
    id: ID
    state: string
    active: boolean
    lines: OrderLine[]
    channels: Channel[]
    currencyCode: CurrencyCode
    customer?: Customer
    customFields: object
  }
  export interface ErrorResult {
    readonly __typename: string
    readonly errorCode: string
    transitionError: string
  }
  export function isGraphQlErrorResult(result: Order | ErrorResult): result is ErrorResult
  export function idsAreEqual(one?: ID, other?: ID): boolean
  export class I18nError extends Error {}
  export class UserInputError extends I18nError {
    constructor(message: string)
  }

  export class OrderService {
    findOne(ctx: RequestContext, orderId: ID): Promise<Order | undefined>
    getOrderPayments(ctx: RequestContext, orderId: ID): Promise<{ state: string }[]>
    transitionToState(ctx: RequestContext, orderId: ID, state: 'AddingItems'): Promise<Order | ErrorResult>
    addItemToOrder(
      ctx: RequestContext,
      orderId: ID,
      productVariantId: ID,
      quantity: number,
      customFields?: object,
    ): Promise<Order | ErrorResult>
    addCustomerToOrder(ctx: RequestContext, orderId: ID, customer: Customer): Promise<Order>
    removeItemFromOrder(ctx: RequestContext, orderId: ID, lineId: ID): Promise<Order | ErrorResult>
    adjustOrderLine(ctx: RequestContext, orderId: ID, lineId: ID, quantity: number): Promise<Order | ErrorResult>
  }
  export class CustomerService {
    findOneByUserId(ctx: RequestContext, userId: ID): Promise<Customer | undefined>
  }
  export class SessionService {
    setActiveOrder(ctx: RequestContext, session: CachedSession, order: Order): Promise<CachedSession>
  }
  interface EntityIdStrategy {
    encodeId: (id: ID) => string
    decodeId: (id: string) => ID
  }
  export class ConfigService {
    readonly entityOptions: { entityIdStrategy?: EntityIdStrategy }
    readonly entityIdStrategy: EntityIdStrategy
  }
  export class RequestContextService {
    create(config: {
      apiType: 'admin' | 'shop'
      channelOrToken: string
      languageCode?: LanguageCode
      currencyCode?: CurrencyCode
    }): Promise<RequestContext>
  }

  interface UpdateBuilder {
    escape(column: string): string
    set(values: { customFields: object; updatedAt: () => string }): UpdateBuilder
    where(condition: string, parameters: object): UpdateBuilder
    execute(): Promise<unknown>
  }
  interface SelectBuilder {
    select(column: string): SelectBuilder
    where(condition: string, parameters: object): SelectBuilder
    orderBy(column: string): SelectBuilder
    setLock(mode: 'pessimistic_write'): SelectBuilder
    getMany(): Promise<unknown[]>
    update(): UpdateBuilder
  }
  export class TransactionalConnection {
    rawConnection: { options: { type: string } }
    withTransaction<Result>(ctx: RequestContext, work: (ctx: RequestContext) => Promise<Result>): Promise<Result>
    getRepository(
      ctx: RequestContext,
      entity: typeof Order | typeof OrderLine,
    ): { createQueryBuilder(alias?: string): SelectBuilder }
  }

  export abstract class VendureEvent {
    readonly createdAt: Date
  }
  export class OrderPlacedEvent extends VendureEvent {
    ctx: RequestContext
    order: Order
    toState: string
  }
  export class OrderLineEvent extends VendureEvent {
    order: Order
  }
  export class OrderStateTransitionEvent extends VendureEvent {
    order: Order
    toState: string
  }
  export class EventBus {
    publish(event: VendureEvent): Promise<void>
    ofType<Event extends VendureEvent>(type: Type<Event>): { subscribe(next: (event: Event) => void): unknown }
  }
  export class JobQueue<Data> {
    add(data: Data, options?: { ctx?: RequestContext; retries?: number }): Promise<unknown>
  }
  export class JobQueueService {
    createQueue<Data>(options: {
      name: string
      process: (job: { data: Data }) => Promise<unknown>
    }): Promise<JobQueue<Data>>
  }
  export const Logger: { error(message: string, context: string): void }

  interface CustomField {
    name: string
    type: 'boolean' | 'string' | 'text'
    label?: { languageCode: LanguageCode; value: string }[]
    options?: { value: string }[]
    nullable?: boolean
    public?: boolean
    readonly?: boolean
    internal?: boolean
  }
  export interface CustomFields {
    Order?: CustomField[]
    Customer?: CustomField[]
  }
  interface RuntimeConfig {
    authOptions: { customPermissions: PermissionDefinition[] }
    customFields: Required<CustomFields>
  }
  export class PluginCommonModule {}
  export function VendurePlugin(metadata: {
    compatibility: string
    imports: object[]
    providers: object[]
    adminApiExtensions: { schema: import('graphql').DocumentNode; resolvers: object[] }
    shopApiExtensions: { schema: import('graphql').DocumentNode; resolvers: object[] }
    configuration: (config: RuntimeConfig) => RuntimeConfig
  }): ClassDecorator
}

declare module '@nestjs/common' {
  export type InjectionToken = string | symbol | (abstract new (...parameters: never[]) => object)
  export function Inject(token: InjectionToken): (target: object, key: undefined, index: number) => void
  export interface OnApplicationBootstrap {
    onApplicationBootstrap(): unknown
  }
}

declare module '@nestjs/graphql' {
  export function Args(): ParameterDecorator
  export function Mutation(): MethodDecorator
  export function Query(): MethodDecorator
  export function Resolver(): ClassDecorator
}

declare module 'graphql' {
  export interface DocumentNode {
    kind: 'Document'
  }
  export function parse(source: string): DocumentNode
}
