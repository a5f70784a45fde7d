// The schema: the list of its parts.

import type { GraphQLSchema } from 'graphql';
import { type Catalog, catalog } from '../events/catalog.ts';
import { addAccess } from './access.ts';
import { addAgents } from './agent.ts';
import { addAnswering, addDecisions } from './decision.ts';
import { addArtifacts, addDocuments } from './document.ts';
import { addEstimates } from './estimate.ts';
import { addEvents } from './event.ts';
import { addFaults } from './fault.ts';
import { addForks } from './fork.ts';
import { createKit } from './kit.ts';
import { addLearnedTrades } from './learned-trades.ts';
import { addModels } from './models.ts';
import { addMoney } from './money.ts';
import { addNodes } from './node.ts';
import { addPages } from './page.ts';
import { addPriceLists } from './price-list.ts';
import { addRecommendations } from './recommendation.ts';
import { addScalars } from './scalars.ts';
import { addSessions } from './session.ts';
import { addStreams } from './stream.ts';
import { addWorkflows } from './workflow.ts';

/** The schema for these kinds of events. */
export function createSchema(kinds: Catalog = catalog): GraphQLSchema {
  const kit = createKit(kinds);
  const { builder } = kit;
  builder.queryType({ description: 'What is there.' });
  builder.mutationType({ description: 'What can be done.' });
  builder.subscriptionType({ description: 'What happens.' });
  addScalars(kit);
  addNodes(kit);
  const faults = addFaults(kit);
  const pageInfo = addPages(kit);
  const money = addMoney(kit);
  const events = addEvents(kit);
  addSessions(kit, { events, money, pageInfo, faults });
  addWorkflows(kit, money, faults);
  addRecommendations(kit, faults);
  addDecisions(kit);
  addForks(kit, addAnswering(kit, faults), faults);
  addDocuments(kit, faults);
  addPriceLists(kit);
  addArtifacts(kit);
  addEstimates(kit, money, pageInfo);
  addAccess(kit, faults);
  addAgents(kit);
  addModels(kit, money);
  addLearnedTrades(kit, pageInfo, faults);
  addStreams(kit, events);
  return builder.toSchema();
}
