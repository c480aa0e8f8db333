using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetDsl.Compiler.Collections;
using Found = NetDsl.Compiler.Diagnostics;

namespace NetDsl.Generator;

/// <summary>What is wrong in one file.</summary>
internal sealed record FileDiagnostics(string Path, EquatableArray<Found.Diagnostic> Diagnostics)
{
    private const string Category = "NetDsl";

    public void Report(SourceProductionContext output)
    {
        foreach (var diagnostic in Diagnostics)
        {
            output.ReportDiagnostic(Create(diagnostic.Descriptor, diagnostic.Message, Locate(diagnostic.Span)));
        }
    }

    public static Diagnostic Create(Found.DiagnosticDescriptor descriptor, string message, Location location)
    {
        var severity = descriptor.Severity == Found.DiagnosticSeverity.Error
            ? DiagnosticSeverity.Error
            : DiagnosticSeverity.Warning;
        return Diagnostic.Create(
            descriptor.Id,
            Category,
            message,
            severity,
            severity,
            isEnabledByDefault: true,
            warningLevel: severity == DiagnosticSeverity.Error ? 0 : 1,
            title: descriptor.Title,
            location: location);
    }

    private Location Locate(Found.SourceSpan span) => Location.Create(
        Path,
        TextSpan.FromBounds(span.Start, span.End),
        new LinePositionSpan(
            new LinePosition(span.StartLine - 1, span.StartColumn - 1),
            new LinePosition(span.EndLine - 1, span.EndColumn - 1)));
}
