using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`2*width` as one term, with its value.</summary>
/// <param name="Text">As messages show it: `2 * width = 128`.</param>
internal sealed record ExpressionTerm(TextSpan Span, string Text, Number Value) : TermSyntax(Span, Text);
