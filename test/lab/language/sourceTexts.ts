import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import ts from 'typescript';
import {textKey} from '../../../src/lab/language/language';

/** A text of the source. */
export interface SourceText {
  readonly where: string;
  /** What stands between its numbers and its `${…}`, in order. */
  readonly pieces: readonly string[];
  /** Whether it is an argument of `say` or `t`, or describes an option or a formula. */
  readonly said: boolean;
}

/** Every string and template of a folder's source, but for errors and progress: those speak English. */
export function sourceTexts(folder: string): SourceText[] {
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.ts'));
  return names.sort().flatMap(name => textsOfFile(join(folder, name)));
}

function textsOfFile(file: string): SourceText[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: SourceText[] = [];
  const visit = (node: ts.Node, said: boolean): void => {
    if (isInEnglish(node)) return;
    const pieces = piecesOf(node);
    const {line} = source.getLineAndCharacterOfPosition(node.getStart());
    if (pieces !== undefined) texts.push({where: `${file}:${line + 1}`, pieces, said});
    const saysMore = said || isSaying(node);
    ts.forEachChild(node, child => visit(child, saysMore));
  };
  visit(source, false);
  return texts;
}

function isInEnglish(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isThrowStatement(node) || ts.isTypeNode(node)) return true;
  return ts.isCallExpression(node) && /\b(progress|onRun|Error)$/.test(node.expression.getText());
}

function isSaying(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return /^(describe|spoken)$/.test(node.name.getText());
  return ts.isCallExpression(node) && /^(say|t)$/.test(node.expression.getText());
}

function piecesOf(node: ts.Node): string[] | undefined {
  if (ts.isStringLiteralLike(node)) return split([node.text]);
  if (ts.isTemplateExpression(node)) {
    return split([node.head.text, ...node.templateSpans.map(({literal}) => literal.text)]);
  }
  return undefined;
}

function split(texts: readonly string[]): string[] {
  return texts.flatMap(text => textKey(text).key.split('{}')).filter(piece => piece !== '');
}
