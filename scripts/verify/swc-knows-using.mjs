// The walker that dependency-cruiser takes from swc throws at a `using` declaration: teach it that this is one more
// declaration. Loaded with --import before the tool.
import walker from "@swc/core/Visitor.js";

const visitor = (walker.default ?? walker.Visitor ?? walker).prototype;
const { visitStatement } = visitor;

visitor.visitStatement = function (statement) {
  if (statement.type !== "UsingDeclaration") return visitStatement.call(this, statement);
  statement.decls = this.visitVariableDeclarators(statement.decls);
  return statement;
};
