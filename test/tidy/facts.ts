// What the rules need to know of a source file, read by the TypeScript compiler: imports, exports, functions, names in use.
import {
  isBinaryExpression,
  isCallExpression,
  isElementAccessExpression,
  isExportAssignment,
  isExportDeclaration,
  isFunctionLikeDeclaration,
  isIdentifier,
  isImportDeclaration,
  isImportTypeNode,
  isLiteralTypeNode,
  isMetaProperty,
  isNamedExports,
  isNamedImports,
  isNewExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isVariableStatement,
  type Node,
  type SourceFile,
  SyntaxKind,
} from "typescript/unstable/ast";
import { createVirtualFileSystem } from "typescript/unstable/fs";
import { API, type Checker } from "typescript/unstable/sync";

/** Path from the root of the project -> its text. */
export type Tree = ReadonlyMap<string, string>;

/** names: what is taken, by its name at the source; all: a namespace, a dynamic import or `export *`. */
export type Import = { from: string; line: number; names: string[]; all: boolean };
export type Export = { name: string; line: number; type: boolean; usedHere: boolean };
export type Span = { name: string; line: number; lines: number };
export type Name = { name: string; line: number };

export type Facts = {
  path: string;
  lines: number;
  /** Lines inside top-level arrays and objects that hold no function: tables of data. */
  dataLines: number;
  imports: Import[];
  exports: Export[];
  functions: Span[];
  /** Lines where the type any stands. */
  anys: number[];
  /** Global names as they are used, with the member taken: "Date.now", "process.env", "new Date()", "fetch", "import.meta". */
  globals: Name[];
  /** Members taken from anything: "localeCompare", "only". */
  members: Name[];
  /** Operators that the rules watch: "**" and "**=". */
  powers: number[];
  /** True if every statement passes on what another file exports. */
  barrel: boolean;
};

/** The global names that some rule watches. */
const WATCHED = new Set(
  `Date Math performance process fetch setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame crypto globalThis window self
  Buffer require console XMLHttpRequest WebSocket EventSource Worker navigator localStorage sessionStorage indexedDB document location Intl
  __dirname __filename eval Function Temporal`.split(/\s+/),
);

/** SymbolFlags.Value of the compiler: what a name in an expression can stand for. */
const VALUE = 111551;

type Visit = { file: SourceFile; checker: Checker; facts: Facts };

/** Facts of every TypeScript file of the tree, by path. */
export function readFacts(tree: Tree): Map<string, Facts> {
  const paths = [...tree.keys()].filter((path) => /\.tsx?$/.test(path)).sort();
  const options = { noLib: true, noResolve: true, types: [], moduleDetection: "force", jsx: "preserve" };
  const files: Record<string, string> = {
    "/v/tsconfig.json": JSON.stringify({ compilerOptions: options, files: paths.map((path) => `/v/${path}`) }),
  };
  for (const path of paths) files[`/v/${path}`] = tree.get(path) ?? "";
  const api = new API({ cwd: "/v", fs: createVirtualFileSystem(files) });
  try {
    const project = api.updateSnapshot({ openProjects: ["/v/tsconfig.json"] }).getProject("/v/tsconfig.json");
    if (!project) throw new Error("the compiler opened no project");
    return new Map(
      paths.map((path) => [path, factsOf(path, sourceOf(project.program.getSourceFile(`/v/${path}`), path), project.checker)]),
    );
  } finally {
    api.close();
  }
}

function sourceOf(file: SourceFile | undefined, path: string): SourceFile {
  if (!file) throw new Error(`the compiler did not read ${path}`);
  return file;
}

function factsOf(path: string, file: SourceFile, checker: Checker): Facts {
  const facts: Facts = {
    path,
    lines: file.text.replace(/\n$/, "").split("\n").length,
    dataLines: 0,
    imports: [],
    exports: [],
    functions: [],
    anys: [],
    globals: [],
    members: [],
    powers: [],
    barrel: file.statements.length > 0 && file.statements.every((one) => isExportDeclaration(one) && one.moduleSpecifier !== undefined),
  };
  const visit: Visit = { file, checker, facts };
  for (const statement of file.statements) {
    addExports(visit, statement);
    facts.dataLines += dataLinesOf(visit, statement);
  }
  walk(visit, file);
  return facts;
}

function walk(visit: Visit, node: Node): void {
  addImport(visit, node);
  addName(visit, node);
  const { facts } = visit;
  if (isFunctionLikeDeclaration(node)) {
    facts.functions.push({ name: nameOf(node), line: lineOf(visit, node), lines: spanOf(visit, node) });
  } else if (node.kind === SyntaxKind.AnyKeyword) facts.anys.push(lineOf(visit, node));
  else if (isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind === SyntaxKind.AsteriskAsteriskToken || kind === SyntaxKind.AsteriskAsteriskEqualsToken)
      facts.powers.push(lineOf(visit, node));
  }
  node.forEachChild((child) => walk(visit, child));
}

function lineOf(visit: Visit, node: Node): number {
  return visit.file.getLineAndCharacterOfPosition(node.getStart(visit.file)).line + 1;
}

function spanOf(visit: Visit, node: Node): number {
  return visit.file.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(visit, node);
}

/** The name of a function, or of the variable or member that holds it. */
function nameOf(node: Node): string {
  const own = (node as { name?: Node }).name ?? (node.parent as { name?: Node } | undefined)?.name;
  return own === undefined ? "a function" : own.getText();
}

function addImport(visit: Visit, node: Node): void {
  const add = (from: Node, names: string[], all: boolean): void => {
    if (isStringLiteral(from)) visit.facts.imports.push({ from: from.text, line: lineOf(visit, node), names, all });
  };
  if (isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings;
    const named = bindings && isNamedImports(bindings) ? bindings.elements.map((one) => (one.propertyName ?? one.name).getText()) : [];
    const names = node.importClause?.name ? ["default", ...named] : named;
    add(node.moduleSpecifier, names, bindings !== undefined && !isNamedImports(bindings));
  } else if (isExportDeclaration(node) && node.moduleSpecifier) {
    const clause = node.exportClause;
    const named = clause && isNamedExports(clause);
    add(node.moduleSpecifier, named ? clause.elements.map((one) => (one.propertyName ?? one.name).getText()) : [], !named);
  } else if (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword && node.arguments[0]) {
    add(node.arguments[0], [], true);
  } else if (isImportTypeNode(node) && isLiteralTypeNode(node.argument)) add(node.argument.literal, [], true);
}

function addExports(visit: Visit, statement: Node): void {
  const add = (name: string, node: Node, type: boolean): void => {
    const uses = visit.file.text.match(new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g"));
    visit.facts.exports.push({ name, line: lineOf(visit, node), type, usedHere: (uses?.length ?? 0) > 1 });
  };
  if (isExportAssignment(statement)) add("default", statement, false);
  if (isExportDeclaration(statement) && statement.exportClause && isNamedExports(statement.exportClause)) {
    for (const one of statement.exportClause.elements) add(one.name.getText(), one, statement.isTypeOnly || one.isTypeOnly);
  }
  const modifiers = ((statement as { modifiers?: readonly Node[] }).modifiers ?? []).map((one) => one.kind);
  if (!modifiers.includes(SyntaxKind.ExportKeyword)) return;
  const type = statement.kind === SyntaxKind.TypeAliasDeclaration || statement.kind === SyntaxKind.InterfaceDeclaration;
  if (modifiers.includes(SyntaxKind.DefaultKeyword)) add("default", statement, false);
  else if (isVariableStatement(statement)) for (const one of statement.declarationList.declarations) add(one.name.getText(), one, false);
  else add(nameOf(statement), statement, type);
}

/** Lines of a top-level constant that is a table: a literal array, object, Map or Set in which no function stands. */
function dataLinesOf(visit: Visit, statement: Node): number {
  if (!isVariableStatement(statement)) return 0;
  const tables = statement.declarationList.declarations.every((one) => /^(\[|\{|new (Map|Set)\b)/.test(one.initializer?.getText() ?? ""));
  const holdsFunction = (node: Node): boolean =>
    isFunctionLikeDeclaration(node) || node.forEachChild((one) => holdsFunction(one) || undefined) === true;
  return !tables || holdsFunction(statement) ? 0 : spanOf(visit, statement);
}

function addName(visit: Visit, node: Node): void {
  const { facts, checker } = visit;
  if (isMetaProperty(node)) facts.globals.push({ name: node.getText().replaceAll(/\s/g, ""), line: lineOf(visit, node) });
  if (isPropertyAccessExpression(node)) facts.members.push({ name: node.name.getText(), line: lineOf(visit, node.name) });
  if (isPropertyAssignment(node))
    facts.members.push({ name: `${node.name.getText()}: ${node.initializer.getText()}`, line: lineOf(visit, node) });
  if (!isIdentifier(node) || !WATCHED.has(node.text) || !isReference(node)) return;
  if (checker.resolveName(node.text, VALUE, node, true) !== undefined) return;
  facts.globals.push({ name: usageOf(node), line: lineOf(visit, node) });
}

/** False where an identifier only labels something: a member, a key, a type, one side of an import. */
function isReference(node: Node): boolean {
  const { parent } = node;
  const labelled = parent as { name?: Node; propertyName?: Node; initializer?: Node };
  if (parent.kind === SyntaxKind.ShorthandPropertyAssignment) return true;
  if (parent.kind === SyntaxKind.TypeReference || parent.kind === SyntaxKind.QualifiedName || parent.kind === SyntaxKind.TypeQuery)
    return false;
  return labelled.name !== node && labelled.propertyName !== node;
}

/** How a global is used: "Date.now", "new Date()" without arguments, "new Date(...)" with, "Date()", else the bare name. */
function usageOf(node: Node): string {
  const name = node.getText();
  const { parent } = node;
  if (isPropertyAccessExpression(parent)) return `${name}.${parent.name.getText()}`;
  if (isElementAccessExpression(parent) && parent.expression === node) return `${name}[]`;
  if (isNewExpression(parent)) return `new ${name}(${parent.arguments?.length ? "..." : ""})`;
  if (isCallExpression(parent) && parent.expression === node) return `${name}()`;
  return name;
}
