namespace NetDsl.Cpu;

/// <summary>Work that a <see cref="ThreadTeam"/> shares out.</summary>
internal interface IJob
{
    /// <summary>Does one task.</summary>
    /// <param name="task">Which: decides what is written.</param>
    /// <param name="worker">The thread's number in the team: decides which scratch memory is used.</param>
    void Execute(int task, int worker);
}
