// File drop: files by dropping, choosing or pasting them.

import { useId, useRef, useState } from 'react';
import { sizeOf } from '../../components/words.ts';

interface FileDropProps {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
}

export function FileDrop({ files, onChange }: FileDropProps) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const add = (more: Iterable<File>) => {
    const known = new Set(files.map(({ name, size }) => `${size} ${name}`));
    onChange([...files, ...[...more].filter(({ name, size }) => !known.has(`${size} ${name}`))]);
  };
  return (
    <div className="stack tight">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which does the same */}
      <div
        className="drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          add(event.dataTransfer.files);
        }}
      >
        <p>
          <strong>Drop documents here</strong>
        </p>
        <p className="small soft">
          Bills of quantities, specifications, schedules, models: XLSX, CSV, PDF, DOCX, IFC …
        </p>
        <label className="button" htmlFor={id}>
          Choose files
        </label>
        <input
          ref={input}
          id={id}
          type="file"
          multiple
          className="hidden-text"
          onChange={(event) => {
            add(event.target.files ?? []);
            event.target.value = '';
          }}
        />
      </div>
      {files.length > 0 && (
        <ul className="stack tight">
          {files.map((file) => (
            <li key={`${file.size} ${file.name}`} className="row apart chosen-file">
              <span className="words">
                {file.name} <span className="small soft number">{sizeOf(file.size)}</span>
              </span>
              <button
                type="button"
                className="button plain small"
                onClick={() => onChange(files.filter((one) => one !== file))}
              >
                Remove<span className="hidden-text"> {file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
