package io.tianguis.dialects.mercately;

import io.tianguis.shops.NewStaffMember.Role;
import io.tianguis.shops.StaffMember;
import java.util.List;

/** Members of staff as this dialect writes them. */
final class AgentJson {

    private AgentJson() {}

    /** The answer of the list. */
    record Listed(List<Agent> agents) {

        static Listed of(List<StaffMember> staff) {
            return new Listed(staff.stream().map(Agent::of).toList());
        }
    }

    /** One of {@code agent}, {@code admin} and {@code supervisor} is true (C23). */
    record Agent(
            long id,
            String first_name,
            String last_name,
            String email,
            boolean active,
            boolean agent,
            boolean admin,
            boolean supervisor) {

        static Agent of(StaffMember member) {
            return new Agent(
                    member.staffId(),
                    member.firstName(),
                    member.lastName(),
                    member.email(),
                    member.active(),
                    member.role() == Role.AGENT,
                    member.role() == Role.ADMIN,
                    member.role() == Role.SUPERVISOR);
        }
    }
}
