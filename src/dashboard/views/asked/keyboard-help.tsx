// Keyboard help: what the keys do, for whoever wants to know.

const keys = [
  { keys: ['1', '…', '9'], does: 'choose an answer' },
  { keys: ['Enter'], does: 'answer' },
  { keys: ['d'], does: 'take the default' },
  { keys: ['s'], does: 'skip' },
  { keys: ['j', 'k'], does: 'next and previous question' },
] as const;

export function KeyboardHelp() {
  return (
    <details className="asked-keys small">
      <summary>Keyboard</summary>
      <p className="soft">With the focus in a question, and not while typing:</p>
      <dl>
        {keys.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className="decision-key">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
