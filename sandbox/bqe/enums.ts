// Numbers behind BQE CORE's enumerations. Their documents name the fields but publish no values: these are ours, in one place.

/** `client.status` and `employee.status`. */
export const RecordStatus = { active: 0, inactive: 1 } as const;
/** `todo.status`. */
export const TodoStatus = { open: 0, inProgress: 1, completed: 2 } as const;
/** `todo.priority`. */
export const TodoPriority = { low: 0, normal: 1, high: 2 } as const;
/** `linkedEntityType` and `masterEntityType`: which kind of record a to-do or note hangs on. */
export const EntityType = { client: 1, project: 2, employee: 3, prospect: 4 } as const;
/** `communicationtype.type`. */
export const CommunicationKind = { phone: 0, email: 1, website: 2, fax: 3 } as const;
