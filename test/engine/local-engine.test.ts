// The local engine: the contract.

import { openLocalEngine } from '../../src/engine/local/local-engine.ts';
import { engineContract } from './contract.ts';

engineContract('local', (clock, concurrency, onError) => openLocalEngine({ clock, concurrency, onError }));
