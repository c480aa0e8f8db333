using Microsoft.CodeAnalysis;
using Diagnostic = NetDsl.Compiler.Diagnostics.Diagnostic;
using DiagnosticDescriptor = NetDsl.Compiler.Diagnostics.DiagnosticDescriptor;
using DiagnosticSeverity = NetDsl.Compiler.Diagnostics.DiagnosticSeverity;

namespace NetDsl.Generator;

/// <summary>A mistake of the compiler's own, said in the build's output rather than by a crash that hides the file.</summary>
internal static class InternalError
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "NET9999", "error inside NetDsl", "NetDsl failed on this file; please report it, with the file: {0}", DiagnosticSeverity.Error);

    public static Diagnostic Describe(Exception error) =>
        new(Descriptor, Descriptor.MessageFormat.Replace("{0}", $"{error.GetType().Name}: {error.Message}"), new(0, 0, 1, 1, 1, 1));

    public static Microsoft.CodeAnalysis.Diagnostic ToRoslyn(string message) =>
        DiagnosticReport.Create(Descriptor, message, Location.None);
}
