import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import ts from 'typescript';
import {joinKey} from '../../../src/text';

/** A string or template of the source. */
export interface SourceText {
  readonly where: string;
  /** With `{0}`, `{1}` … for its `${…}`. */
  readonly key: string;
  /** Whether it is tagged with `t`. */
  readonly tagged: boolean;
  /** Whether it is of an error. */
  readonly ofError: boolean;
}

/** Every string and template of a folder's source, but for what nobody translates: imports and types. */
export function sourceTexts(folder: string): SourceText[] {
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.ts'));
  return names.sort().flatMap(name => textsOfFile(join(folder, name)));
}

function textsOfFile(file: string): SourceText[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: SourceText[] = [];
  const visit = (node: ts.Node, isOfError = false): void => {
    const tagged = isTagged(node.parent);
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    const ofError = isOfError || isError(node);
    const key = keyOf(node);
    const {line} = source.getLineAndCharacterOfPosition(node.getStart());
    if (key !== undefined) texts.push({where: `${file}:${line + 1}`, key, tagged, ofError});
    ts.forEachChild(node, child => visit(child, ofError));
  };
  ts.forEachChild(source, child => visit(child));
  return texts;
}

function isTagged(parent: ts.Node): boolean {
  return ts.isTaggedTemplateExpression(parent) && parent.tag.getText() === 't';
}

function isError(node: ts.Node): boolean {
  const call = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText() : '';
  return /Error$/.test(call);
}

function keyOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return joinKey([node.text]);
  if (!ts.isTemplateExpression(node)) return undefined;
  return joinKey([node.head.text, ...node.templateSpans.map(({literal}) => literal.text)]);
}
