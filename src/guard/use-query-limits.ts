// Query limits at work: a plugin of Yoga, whose parsing, validating and executing all doors of GraphQL share.

import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createQueryLimitsRule, type QueryLimits, tooComplex } from './query-limits.ts';

export interface QueryGuardOptions {
  limits: QueryLimits;
  /** Whether names that nobody asked for may be told. */
  hideSuggestions: boolean;
  introspection: boolean;
}

/** More is of no help to who reads them. */
const mostErrors = 20;

export function useQueryLimits({ limits, introspection, hideSuggestions }: QueryGuardOptions): Plugin {
  const rule = createQueryLimitsRule(limits);

  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => {
        try {
          return parse(source, { ...(options as object), maxTokens: limits.tokens });
        } catch (error) {
          if (error instanceof GraphQLError && error.message.includes('tokens. Parsing aborted'))
            throw tooComplex('tokens', limits.tokens);
          throw error;
        }
      });
    },
    onValidate({ addValidationRule, setValidationFn }) {
      addValidationRule(rule);
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn(((schema: never, document: never, rules: never) =>
        validate(schema, document, rules, { maxErrors: mostErrors, hideSuggestions }).map(named)) as never);
    },
    onExecute() {
      if (!hideSuggestions) return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result || result.errors === undefined) return;
          setResult({ ...result, errors: result.errors.map(withoutSuggestion) });
        },
      };
    },
    onSubscribe({ args }) {
      if (hideSuggestions) Object.assign(args, { hideSuggestions });
    },
  };
}

/** What graphql says of introspection that is off gets a code of ours. */
function named(error: GraphQLError): GraphQLError {
  if (!error.message.startsWith('GraphQL introspection has been disabled')) return error;
  return new GraphQLError('The schema is not shown here.', {
    nodes: error.nodes,
    extensions: { code: 'INTROSPECTION_OFF' },
  });
}

/** Values are read by the executor, which knows nothing of hiding. */
function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean [^?]{1,1000}\?/g, '');
  if (message === error.message) return error;
  const { nodes, path, extensions, originalError } = error;
  return new GraphQLError(message, { nodes, path, extensions, originalError });
}
