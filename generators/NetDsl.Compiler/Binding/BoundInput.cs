namespace NetDsl.Compiler.Binding;

/// <summary>What the input statement says.</summary>
/// <param name="Name">Null where none could be read.</param>
/// <param name="Shape">Null where something is wrong with it.</param>
/// <param name="Preparation">Null where none is stated.</param>
internal sealed record BoundInput(string? Name, Shape? Shape, InputPreparation? Preparation);
