using System.ComponentModel;

namespace NetDsl.Package.Tests;

/// <summary>The C compiler that native compilation links with; .NET's SDK brings none.</summary>
internal static class NativeLinker
{
    private static readonly Lazy<string?> Missing = new(() =>
        OperatingSystem.IsWindows() ? FindVisualStudio() : new[] { "clang", "gcc" }.Any(Links) ? null
        : "Native compilation needs clang or gcc with the C library's development files, and neither links a program " +
          "here. On Debian and Ubuntu: apt-get install clang libc6-dev; on macOS: xcode-select --install.");

    /// <summary>What is missing and how to get it; null: nothing.</summary>
    public static string? WhyMissing => Missing.Value;

    private static bool Links(string compiler)
    {
        var folder = Directory.CreateTempSubdirectory("netdsl-link-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "main.c"), "int main(void) { return 0; }");
            return Command.Run(folder, compiler, "main.c", "-o", "main").ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;  // there is no such program
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? FindVisualStudio()
    {
        var installer = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86),
            "Microsoft Visual Studio", "Installer", "vswhere.exe");
        var found = File.Exists(installer) && Command.Run(
            Path.GetTempPath(), installer, "-latest", "-products", "*", "-property", "installationPath",
            "-requires", "Microsoft.VisualStudio.Component.VC.Tools.x86.x64").Output.Trim() != "";
        return found ? null : "Native compilation needs Visual Studio's workload Desktop development with C++.";
    }
}
