/** A file of outcomes to look at and to try. */
export const sampleOutcomes = `ticket_id,opened_at,resolved_at,status,full_resolution_minutes,csat,csat_offered_at,channel
T-1001,2026-03-02T09:14:00Z,2026-03-02T11:44:00Z,solved,150,5,2026-03-02T12:00:00Z,chat
T-1002,2026-03-02T09:31:00Z,,open,,,,email
T-1003,2026-03-02T10:05:00Z,2026-03-04T08:05:00Z,solved,2760,,2026-03-04T09:00:00Z,chat
`;
