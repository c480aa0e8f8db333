using NetDsl.Compiler.Projects;

namespace NetDsl.Compiler.Binding;

/// <summary>Gives a parsed file its meaning: names known, shapes computed, numbers in range.</summary>
public static class Binder
{
    /// <summary>What other files may want of this one.</summary>
    public static FileExports Export(LinkedFile file, Checkpoint? checkpoint = null) =>
        new FileBinder(file, ProjectExports.None, rootNamespace: null, checkpoint).Export();

    /// <summary>The file's networks with their schedules, wherever those stand, and all that is wrong in this file or
    /// in what it uses of others.</summary>
    /// <param name="all">Of the project's files, this one's own among them. Of two networks of one name in different
    /// files, the one whose path comes first stays.</param>
    /// <param name="rootNamespace">Of the classes that networks become: empty for none, null where there is no
    /// project.</param>
    public static BoundFile Bind(
        LinkedFile file,
        ProjectExports all,
        string? rootNamespace = null,
        Checkpoint? checkpoint = null) =>
        new FileBinder(file, all, rootNamespace, checkpoint).Bind();
}
