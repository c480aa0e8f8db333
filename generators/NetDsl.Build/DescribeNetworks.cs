using System.Text;
using Microsoft.Build.Framework;
using NetDsl.Compiler;
using NetDsl.Compiler.Describe;
using NetDsl.Compiler.Passes;

namespace NetDsl.Build;

/// <summary>Writes `{Name}.summary.txt` and `{Name}.svg` for each network of a project. A source generator may not write files, so the
/// build does. Networks with errors are passed over: the generator has reported those.</summary>
public sealed class DescribeNetworks : Microsoft.Build.Utilities.Task
{
    /// <summary>The project's `.net` files.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Where to write.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            Directory.CreateDirectory(OutputFolder);
            var texts = Files.Select(file => new SourceText(file.ItemSpec, File.ReadAllText(file.GetMetadata("FullPath"))));
            foreach (var network in Compilation.CompileProject(texts.ToList()))
            {
                Write($"{network.Name}.summary.txt", SummaryWriter.Write(PlanKernels.Run(network, fuse: true)));
                Write($"{network.Name}.svg", DrawingWriter.Write(network));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.LogError($"NetDsl cannot write the networks' summaries to {OutputFolder}: {error.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    private void Write(string name, string content)
    {
        var path = Path.Combine(OutputFolder, name);
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, content, new UTF8Encoding(false));
        File.Delete(path);
        File.Move(temporary, path);
        Log.LogMessage(MessageImportance.High, $"NetDsl: {path}");
    }
}
