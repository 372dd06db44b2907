import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import ts from 'typescript';
import {joinKey, splitTexts} from '../../../src/text';

/** A string or template of the source. */
export interface SourceText {
  readonly where: string;
  /** With `{0}`, `{1}` … for its `${…}`. */
  readonly key: string;
  /** Whether it is tagged with `t`, or with a tag whose templates hold several texts. */
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
    const {line} = source.getLineAndCharacterOfPosition(node.getStart());
    for (const key of keysOf(node)) texts.push({where: `${file}:${line + 1}`, key, tagged, ofError});
    ts.forEachChild(node, child => visit(child, ofError));
  };
  ts.forEachChild(source, child => visit(child));
  return texts;
}

function isTagged(parent: ts.Node): boolean {
  return ts.isTaggedTemplateExpression(parent) && (parent.tag.getText() === 't' || holdsSeveral(parent.tag));
}

/** Whether templates with this tag hold several texts: ``claim(…)`…` ``. */
function holdsSeveral(tag: ts.Node): boolean {
  return ts.isCallExpression(tag) && /^(bug|claim|published)$/.test(tag.expression.getText());
}

function isError(node: ts.Node): boolean {
  const call = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText() : '';
  return /Error$/.test(call);
}

function keysOf(node: ts.Node): string[] {
  const parts = partsOf(node);
  if (parts === undefined) return [];
  const {parent} = node;
  if (!ts.isTaggedTemplateExpression(parent) || !holdsSeveral(parent.tag)) return [joinKey(parts)];
  const texts = splitTexts(
    parts,
    parts.slice(1).map(() => 0),
  );
  return texts.map(text => (typeof text === 'object' ? text.key : String(text)));
}

function partsOf(node: ts.Node): string[] | undefined {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({literal}) => literal.text)];
}
