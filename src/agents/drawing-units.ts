// Drawing units: asks what a drawing is drawn in where it does not say so itself.

import type { ReadDocument } from '../documents/document.ts';
import { askedUnits, drawingUnits, inDrawingUnit, lacksUnit, sizeOfDrawing } from '../documents/dxf-units.ts';
import { type AgentInput, type AgentReport, ask } from './agent.ts';

type Step<T> = AsyncGenerator<AgentReport, T, AgentInput>;

const leftOut = 'counts_only';

/** The documents with the lengths and areas of drawings in units of a bill; without them where nobody tells the unit. */
export async function* askDrawingUnits(documents: readonly ReadDocument[]): Step<ReadDocument[]> {
  const settled: ReadDocument[] = [];
  for (const document of documents) {
    if (!lacksUnit(document)) {
      settled.push(document);
      continue;
    }
    const { name, documentId, drawing } = document;
    const reply = yield* ask({
      topic: `drawing_unit:${documentId}`,
      decisionType: 'clarification',
      prompt: `${name} does not say what it is drawn in. Which unit is it?`,
      options: [
        ...askedUnits.map((unit) => {
          const size = drawing === undefined ? null : sizeOfDrawing(drawing, unit);
          return {
            value: unit,
            label: drawingUnits[unit].label,
            effect: size === null ? 'Lengths and areas count.' : `The drawing is then ${size} large.`,
            costDelta: null,
          };
        }),
        {
          value: leftOut,
          label: 'Nobody knows',
          effect: 'Blocks are counted; lengths and areas are left out.',
          costDelta: null,
        },
      ],
      context: {
        documentId,
        documentName: name,
        width: drawing?.width ?? null,
        height: drawing?.height ?? null,
      },
      defaultOption: leftOut,
      canSkip: true,
    });
    const unit = askedUnits.find((one) => one === reply?.values[0]) ?? null;
    settled.push(inDrawingUnit(document, unit));
  }
  return settled;
}
