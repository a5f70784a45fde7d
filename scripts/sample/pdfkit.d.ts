// What the sample uses of pdfkit, which ships no types.

declare module 'pdfkit' {
  export default class PDFDocument {
    constructor(options: {
      size: string;
      margin: number;
      compress: boolean;
      info: { Title: string; CreationDate: Date };
    });
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    font(name: string): this;
    fontSize(points: number): this;
    text(text: string, left: number, top: number, options?: { lineBreak: boolean }): this;
    moveTo(left: number, top: number): this;
    lineTo(left: number, top: number): this;
    lineWidth(points: number): this;
    stroke(): this;
    end(): void;
  }
}
