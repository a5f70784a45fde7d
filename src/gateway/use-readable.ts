// Readable: a request that cannot be read is the caller's mistake, not a bug of the server.

import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isFault } from '../base/fault.ts';

export function useReadable(): Plugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (requestParser === undefined) return;
      setRequestParser(async (request) => {
        try {
          return await requestParser(request);
        } catch (error) {
          if (error instanceof GraphQLError && error.extensions.code === 'REQUEST_ENTITY_TOO_LARGE') {
            throw new GraphQLError(error.message, {
              extensions: { ...error.extensions, code: 'PAYLOAD_TOO_LARGE' },
            });
          }
          if (error instanceof GraphQLError || isFault(error)) throw error;
          throw new GraphQLError('The request is not a GraphQL request over HTTP.', {
            extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
          });
        }
      });
    },
  };
}
