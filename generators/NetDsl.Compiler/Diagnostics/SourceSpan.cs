namespace NetDsl.Compiler.Diagnostics;

/// <summary>A stretch of a file as people count: offsets from 0, lines and columns from 1, ends exclusive.</summary>
public readonly record struct SourceSpan(
    int Start, int End, int StartLine, int StartColumn, int EndLine, int EndColumn);
