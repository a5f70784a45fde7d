// A visit: one HTTP request or one socket, asked about at each of its moments.

import { IncomingMessage, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Fault } from '../base/fault.ts';
import type { Door, Operation, Rule, Visit, Visitor } from './guard.ts';
import type { Identity } from './identity.ts';

export interface VisitOptions {
  door: Door;
  request: IncomingMessage;
  path: string;
  /** Parameters of the address, with their question mark. */
  search: string;
  address: string;
  /** Those that hold at the door. */
  rules: readonly Rule[];
  refused(rule: string, visitor: Visitor, error: unknown): void;
}

type Given = Readonly<Record<string, unknown>>;

/** In place of the request of a socket that was let in: the request is not kept (1.2 kB, and a token may be in it). */
const forgotten = new IncomingMessage(new Socket());

/** A class, so that ten thousand sockets share their functions. */
export class GuardedVisit implements Visit {
  readonly door: Door;
  readonly path: string;
  readonly address: string;
  request: IncomingMessage;
  identity: Identity | null = null;
  private readonly search: string;
  private readonly rules: readonly Rule[];
  private readonly refused: VisitOptions['refused'];

  constructor({ door, request, path, search, address, rules, refused }: VisitOptions) {
    this.door = door;
    this.request = request;
    this.path = path;
    this.address = address;
    this.search = search;
    this.rules = rules;
    this.refused = refused;
  }

  get parameters(): URLSearchParams {
    return new URLSearchParams(this.search);
  }

  async asRequest(response: ServerResponse | null): Promise<void> {
    for (const rule of this.rules) await this.ask(rule, () => rule.request?.(this, response));
  }

  async connect(given: Given): Promise<void> {
    for (const rule of this.rules) await this.ask(rule, () => rule.connect?.(this, given));
    this.request = forgotten;
  }

  async operation(operation: Operation): Promise<void> {
    for (const rule of this.rules) await this.ask(rule, () => rule.operation?.(this, operation));
  }

  message(bytes: number): void {
    for (const rule of this.rules) this.ask(rule, () => rule.message?.(this, bytes));
  }

  stream(end: (fault: Fault) => void): Disposable {
    return new Held(this.rules.map((rule) => rule.stream?.(this, end) ?? null).filter((one) => one !== null));
  }

  async renew(given: Given): Promise<void> {
    for (const rule of this.rules) await this.ask(rule, () => rule.renew?.(this, given));
  }

  private ask<Result>(rule: Rule, ask: () => Result): Result {
    const tell = (error: unknown): never => {
      this.refused(rule.name, this, error);
      throw error;
    };
    try {
      const asked = ask();
      return (asked instanceof Promise ? asked.catch(tell) : asked) as Result;
    } catch (error) {
      return tell(error);
    }
  }
}

/** Lets go of all, once. */
class Held implements Disposable {
  private parts: readonly Disposable[];

  constructor(parts: readonly Disposable[]) {
    this.parts = parts;
  }

  [Symbol.dispose](): void {
    const { parts } = this;
    this.parts = [];
    for (const one of parts) one[Symbol.dispose]();
  }
}
