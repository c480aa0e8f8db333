using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Syntax;

/// <summary>One word, number or sign of a statement.</summary>
/// <param name="Text">As written.</param>
public abstract record TermSyntax(TextSpan Span, string Text);

/// <summary>`conv`, `image`, `c3_1`.</summary>
public sealed record WordTerm(TextSpan Span, string Text) : TermSyntax(Span, Text);

/// <summary>`16`, `0.05`, `1e-4`, `-1`.</summary>
public sealed record NumberTerm(TextSpan Span, string Text) : TermSyntax(Span, Text);

/// <summary>`5x5`, `1x28x28`: two or more whole numbers; one past 2^63 − 1 is held at that.</summary>
public sealed record SizesTerm(TextSpan Span, string Text, EquatableArray<long> Sizes) : TermSyntax(Span, Text);

/// <summary>`"vgg16.safetensors"`, quotes included in the text.</summary>
public sealed record StringTerm(TextSpan Span, string Text) : TermSyntax(Span, Text);

/// <summary>`..`, `=`, `,`, `/`, `*`, `+`, `-`, `(`, `)`, `:`.</summary>
public sealed record SymbolTerm(TextSpan Span, string Text) : TermSyntax(Span, Text);

/// <summary>What could not be read, and what is wrong with it.</summary>
/// <param name="Descriptor">The diagnostic that the parser reports for it.</param>
public sealed record ErrorTerm(TextSpan Span, string Text, DiagnosticDescriptor Descriptor) : TermSyntax(Span, Text);
