namespace NetDsl.Cpu;

/// <summary>An optimizer's update of all parameters in one pass.</summary>
internal static unsafe class UpdatePass
{
    /// <summary>Parameters of a task; a multiple of every vector.</summary>
    public const int CountOfTask = 16_384;

    /// <summary>Updates parameters [layout.ParameterFloats] and the optimizer's states in place.</summary>
    /// <exception cref="NotSupportedException">An optimizer that this device does not know.</exception>
    public static void Run(
        Machine machine, ModelLayout layout, in UpdateStep update,
        float* parameters, float* gradients, float* state0, float* state1)
    {
        int count = layout.ParameterFloats;
        int tasks = (count + CountOfTask - 1) / CountOfTask;
        switch (update.Optimizer)
        {
            case Sgd sgd:
                machine.Run(
                    new SgdKernel(count, layout.DecayedFloats, sgd, update.Rate, parameters, gradients, state0),
                    tasks, (long)count * 2);
                break;
            case Adam adam:
                double correction1 = 1 - Math.Pow(adam.Beta1, update.Number);
                double correction2 = 1 - Math.Pow(adam.Beta2, update.Number);
                machine.Run(
                    new AdamKernel(
                        count, layout.DecayedFloats, adam,
                        (float)(update.Rate / correction1), (float)(1 / Math.Sqrt(correction2)),
                        parameters, gradients, state0, state1),
                    tasks, (long)count * 8);
                break;
            default:
                throw new NotSupportedException(
                    $"The CPU device has no update for the optimizer {update.Optimizer.GetType().Name}.");
        }
    }
}
