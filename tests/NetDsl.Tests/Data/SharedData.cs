using Xunit;

namespace NetDsl.Tests;

/// <summary>Real data beside the repository, or where <c>NETDSL_DATA</c> says.</summary>
internal static class SharedData
{
    internal static string Folder { get; } = Environment.GetEnvironmentVariable("NETDSL_DATA") ?? Beside();

    internal static string Cifar => Path.Combine(Folder, "cifar10-subset", "cifar10-subset.zip");

    internal static string SpokenDigits => Path.Combine(Folder, "spoken-digits", "spoken-digits.zip");

    private static string Beside()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NetDsl.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.Parent?.FullName ?? "", "shared", "data");
    }
}

/// <summary>A test of real data: skipped where it is not there.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!File.Exists(SharedData.Cifar) || !File.Exists(SharedData.SpokenDigits))
        {
            Skip = $"the data sets are not in {SharedData.Folder}; NETDSL_DATA says where else they are";
        }
    }
}
