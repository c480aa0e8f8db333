using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Parsing;

/// <summary>A file's syntax, and what is wrong with how it is written.</summary>
public sealed record ParsedFile(FileSyntax Syntax, EquatableArray<Diagnostic> Diagnostics);
