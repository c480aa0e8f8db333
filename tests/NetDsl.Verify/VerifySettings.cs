namespace VerifyTests;

/// <summary>Where one comparison's files lie and how they are named.</summary>
public class VerifySettings
{
    internal string Directory { get; private set; } = ".";

    private object?[] Parameters { get; set; } = [];

    /// <summary>The files' folder, from that of the test's source.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>Tells the cases of a theory apart in the files' names.</summary>
    public void UseParameters(params object?[] parameters) => Parameters = parameters;

    /// <summary>`_file=Cpu.g`: the test's parameters by name.</summary>
    internal string Suffix(string type, string method) => Parameters.Length == 0
        ? ""
        : string.Concat(Names(type, method).Zip(Parameters, (name, value) => $"_{name}={value}"));

    private static IEnumerable<string> Names(string type, string method) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => !assembly.IsDynamic && assembly.GetName().Name!.EndsWith("Tests"))
        .SelectMany(assembly => assembly.GetTypes())
        .Where(candidate => candidate.Name == type)
        .SelectMany(candidate => candidate.GetMethods())
        .First(candidate => candidate.Name == method)
        .GetParameters()
        .Select(parameter => parameter.Name!);
}
