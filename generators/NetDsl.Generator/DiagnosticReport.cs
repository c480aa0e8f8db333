using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Found = NetDsl.Compiler.Diagnostics;

namespace NetDsl.Generator;

/// <summary>Shows what is wrong in one file.</summary>
internal static class DiagnosticReport
{
    private const string Category = "NetDsl";

    public static void Report(SourceProductionContext output, Found.FileDiagnostics file)
    {
        foreach (var diagnostic in file.Diagnostics)
        {
            var location = Locate(file.Path, diagnostic.Span);
            output.ReportDiagnostic(Create(diagnostic.Descriptor, diagnostic.Message, location));
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

    private static Location Locate(string path, Found.SourceSpan span) => Location.Create(
        path,
        TextSpan.FromBounds(span.Start, span.End),
        new LinePositionSpan(
            new LinePosition(span.StartLine - 1, span.StartColumn - 1),
            new LinePosition(span.EndLine - 1, span.EndColumn - 1)));
}
