namespace NetDsl.Cpu;

/// <summary>What an update reads and writes, each [layout.ParameterFloats].</summary>
/// <param name="accumulated">Null where no batch's gradients are waiting.</param>
/// <param name="state0">Null, as <paramref name="state1"/>, where the optimizer keeps none.</param>
internal readonly unsafe struct UpdateMemory(
    float* parameters, float* gradients, float* accumulated, float* state0, float* state1)
{
    public readonly float* Parameters = parameters;
    public readonly float* Gradients = gradients;
    public readonly float* Accumulated = accumulated;
    public readonly float* State0 = state0;
    public readonly float* State1 = state1;
}
