using System.Reflection;
using TorchSharp;

namespace NetDsl.Benchmarks.Reports;

/// <summary>Which libtorch the figures are against.</summary>
internal static class LibtorchVersions
{
    /// <summary><c>TorchSharp 0.107.0, libtorch 2.10.0</c></summary>
    public static string Text
    {
        get
        {
            var version = typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
            return $"TorchSharp {version?.InformationalVersion.Split('+')[0]}, libtorch {torch.__version__}";
        }
    }
}
