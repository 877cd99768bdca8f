package world

// ssmOperation finds an operation of Systems Manager among those that the account
// answers.
func ssmOperation(name string) operation {
	switch name {
	case "DescribeInstanceInformation":
		return (*World).describeInstanceInformation
	case "GetParameter":
		return (*World).getParameter
	case "GetParameters":
		return (*World).getParameters
	case "PutParameter":
		return (*World).putParameter
	case "DeleteParameter":
		return (*World).deleteParameter
	case "AddTagsToResource":
		return (*World).addTagsToResource
	case "ListTagsForResource":
		return (*World).listTagsForResource
	case "SendCommand":
		return (*World).sendCommand
	case "GetCommandInvocation":
		return (*World).getCommandInvocation
	case "ListCommandInvocations":
		return (*World).listCommandInvocations
	case "ListCommands":
		return (*World).listCommands
	}
	return nil
}
